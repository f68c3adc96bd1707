import { defineConfig } from 'tsdown';
import { hoverTexts } from '../../scripts/lib/declarations.ts';

export default defineConfig({
  entry: 'src/index.ts',
  format: ['esm', 'cjs'],
  platform: 'neutral',
  dts: true,
  plugins: [hoverTexts],
});
