import type { Command } from 'commander';

interface DescribedCommand {
  /** Its command words, without the program name. */
  readonly path: readonly string[];
  readonly command: Command;
}

/** Every command below this one, groups before their commands, in help order. */
export const commandsOf = (command: Command, path: readonly string[] = []): readonly DescribedCommand[] =>
  command.commands.flatMap((one) => {
    const own = [...path, one.name()];
    return [{ path: own, command: one }, ...commandsOf(one, own)];
  });

/** The `--help` text of a command, independent of terminal width. */
export const helpOf = (command: Command): string => {
  const parts: string[] = [];
  command.configureOutput({ writeOut: (part) => void parts.push(part), getOutHasColors: () => false });
  command.outputHelp();
  return parts.join('').trimEnd();
};
