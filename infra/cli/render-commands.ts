import { commandsOf, helpOf } from './describe-commands.ts';
import { buildProgram } from './program.ts';

const HEAD = `# Commands

Written by \`npm run docs:commands\` from the help of the commands themselves; a test holds the two together. In a clone they
run as they stand here, on every system: \`npx stresspass\` needs no installation besides \`npm ci\`.`;

const section = (depth: number, name: string, help: string): string =>
  `${'#'.repeat(depth)} ${name}\n\n\`\`\`text\n${help}\n\`\`\``;

/** `docs/commands.md`: one section per command or group. */
export const renderCommands = (): string => {
  const program = buildProgram();
  const sections = commandsOf(program).map(({ path, command }) =>
    section(Math.min(path.length + 1, 4), `npx stresspass ${path.join(' ')}`, helpOf(command)),
  );
  return `${[HEAD, section(2, 'npx stresspass', helpOf(program)), ...sections].join('\n\n')}\n`;
};
