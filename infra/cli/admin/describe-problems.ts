interface Problem {
  readonly says: string;
  readonly expression?: string;
}

/** Why a file changed nothing: one line per problem. */
export const describeProblems = (file: string, problems: readonly Problem[]): string =>
  [`${file} changes nothing.`, ...problems.map(({ says, expression = '' }) => `${expression}: ${says}`)].join('\n');
