// Plain JavaScript, as a consumer's. `workerd test` calls it.
import { answers } from './answers.js';

export default {
  async test() {
    console.log(JSON.stringify(await answers()));
  },
};
