// Plain JavaScript, as a consumer's.
import { answers } from './answers.js';

answers()
  .catch((error) => ({ failed: String(error) }))
  .then((printed) => console.log(JSON.stringify(printed)));
