import { PEOPLE_STATES } from '../../core/decide/people-state.ts';

const isState = (code: string): code is keyof typeof PEOPLE_STATES => Object.hasOwn(PEOPLE_STATES, code);

/** Where a visit stands in words, with whose move it is: `Your move (clinician)`. */
export const statusOf = (state = '', owner = ''): string => {
  if (!isState(state)) return '';
  const { word } = PEOPLE_STATES[state];
  return state === 'act' && owner && owner !== 'none' ? `${word} (${owner})` : word;
};
