import { chosenOf, type Element, elementsOf, wordOf } from './element.ts';

/** Named parts: parameters, or parts of an extension. */
export interface Parts {
  readonly all: (name: string) => readonly Element[];
  readonly one: (name: string) => Element | undefined;
  /** As text, empty where there is none. */
  readonly word: (name: string) => string;
  readonly words: (name: string) => readonly string[];
  readonly number: (name: string) => number | undefined;
  readonly groups: (name: string) => readonly Parts[];
}

const named = (elements: readonly Element[], key: string, nested: string): Parts => {
  const all = (name: string) => elements.filter((one) => one[key] === name);
  const one = (name: string) => all(name)[0];
  const word = (name: string) => wordOf(one(name));
  return {
    all,
    one,
    word,
    words: (name) => all(name).map(wordOf).filter(Boolean),
    number: (name) => {
      const found = one(name);
      const value = found && chosenOf(found);
      return typeof value === 'number' ? value : undefined;
    },
    groups: (name) => all(name).map((group) => named(elementsOf(group[nested]), key, nested)),
  };
};

export const parametersOf = (resource: Element): Parts => named(elementsOf(resource.parameter), 'name', 'part');

/** Parts of the extension with this last segment of its address. */
export const extensionOf = (element: Element, name: string): Parts => {
  const found = elementsOf(element.extension).find(({ url }) => typeof url === 'string' && url.endsWith(`/${name}`));
  return named(elementsOf(found?.extension), 'url', 'extension');
};
