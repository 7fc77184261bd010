const isTerminal = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code: number, text: string): string => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text);

const WIDTH = 96;
const LABEL = 12;

const wrap = (text: string, width: number): readonly string[] => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last && last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
};

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** Terminal formatting of the demo; without a terminal, or with `NO_COLOR`, it is plain text. */
export const page = {
  title: (text: string): void => say(`\n${paint(1, text)}\n`),
  chapter: (count: number, text: string): void => say(`\n${paint(36, `${count}  ${text}`)}`),
  /** One sentence of the demo. */
  tell: (text: string): void => {
    for (const line of wrap(text, WIDTH)) say(`   ${line}`);
  },
  call: (text: string): void => say(`   ${paint(2, `> ${text}`)}`),
  fact: (label: string, text: string): void => {
    const [first = '', ...rest] = wrap(text, WIDTH - LABEL);
    say(`   ${label.padEnd(LABEL)}${paint(1, first)}`);
    for (const line of rest) say(`   ${''.padEnd(LABEL)}${paint(1, line)}`);
  },
  /** Values, one per line. */
  excerpt: (values: readonly unknown[]): void => {
    for (const value of values) say(`     ${paint(2, JSON.stringify(value))}`);
  },
  end: (text: string): void => say(`\n${paint(32, text)}\n`),
};
