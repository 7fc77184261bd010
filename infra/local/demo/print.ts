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

const labeled = (label: string, text: string, tone: number): void => {
  const [first = '', ...rest] = wrap(text, WIDTH - LABEL);
  say(`   ${label.padEnd(LABEL)}${paint(tone, first)}`);
  for (const line of rest) say(`   ${''.padEnd(LABEL)}${paint(tone, line)}`);
};

/** Terminal formatting of the demo; without a terminal, or with `NO_COLOR`, it is plain text. */
export const page = {
  title: (text: string): void => say(`\n${paint(1, text)}\n`),
  /** A step, and who acts. */
  step: (count: number, who: string, text: string): void => say(`\n${paint(36, `${count}  ${who}: ${text}`)}`),
  /** One sentence of the demo. */
  tell: (text: string): void => {
    for (const line of wrap(text, WIDTH)) say(`   ${line}`);
  },
  /** What went over the wire. */
  wire: (text: string): void => labeled('wire', text, 2),
  /** What a person sees. */
  sees: (text: string): void => labeled('on screen', text, 1),
  fact: (label: string, text: string): void => labeled(label, text, 1),
  end: (text: string): void => say(`\n${paint(32, text)}\n`),
};
