import type { Command } from 'commander';

interface DescribedCommand {
  /** The words that name it, without those before the bin. */
  readonly path: readonly string[];
  readonly command: Command;
}

/** Every command below this one, groups before what is in them, in the order of the help. */
export const commandsOf = (command: Command, path: readonly string[] = []): readonly DescribedCommand[] =>
  command.commands.flatMap((one) => {
    const own = [...path, one.name()];
    return [{ path: own, command: one }, ...commandsOf(one, own)];
  });

/** The help of a command as `--help` prints it, whatever the width of the terminal. */
export const helpOf = (command: Command): string => {
  const parts: string[] = [];
  command.configureOutput({ writeOut: (part) => void parts.push(part), getOutHasColors: () => false });
  command.outputHelp();
  return parts.join('').trimEnd();
};
