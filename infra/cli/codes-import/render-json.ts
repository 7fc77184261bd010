const depth = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;

const WORDS_A_LINE = 14;

const wrapped = (words: readonly unknown[], indent: string): string => {
  const lines: string[] = [];
  for (let index = 0; index < words.length; index += WORDS_A_LINE)
    lines.push(
      `${indent}  ${words
        .slice(index, index + WORDS_A_LINE)
        .map((word) => JSON.stringify(word))
        .join(',')}`,
    );
  return `[\n${lines.join(',\n')}\n${indent}]`;
};

/** JSON text of a code table: one row per line, for readable diffs. */
export const renderJson = (value: unknown, indent = ''): string => {
  if (Array.isArray(value) && depth(value) === 1 && value.length > WORDS_A_LINE) return wrapped(value, indent);
  if (depth(value) < 2 || (indent !== '' && !Array.isArray(value) && depth(value) === 2)) return JSON.stringify(value);
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((one) => `${inner}${renderJson(one, inner)}`)
    : Object.entries(value as object).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${renderJson(one, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
};
