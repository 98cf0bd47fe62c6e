import { defineCommand } from './command.js';
import { EXIT } from './exit-code.js';
export const doctor = defineCommand({
  about: [],
  options: {},
  async run() {
    return EXIT.ok;
  },
});
