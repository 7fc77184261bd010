import { useKeys } from '../state/keys.ts';
import { useLoaded } from '../state/use-loaded.ts';
import { helpOpen } from './help-open.ts';

const loadHelp = () => import('./help.tsx');

/** Opens the help by its key. */
export const KeyHelp = () => {
  useKeys({
    '?': () => {
      helpOpen.value = true;
    },
  });
  const help = useLoaded(loadHelp, helpOpen.value);
  return help ? <help.Help /> : null;
};
