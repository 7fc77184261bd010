/** Preloaded into a service: notes in the file LOADS_IN when which source file was loaded. */
import { appendFileSync } from 'node:fs';
import { register } from 'node:module';

const hooks = `
  import { appendFileSync } from 'node:fs';
  export const load = (url, context, next) => {
    if (url.startsWith('file:') && !url.includes('/node_modules/'))
      appendFileSync(process.env.LOADS_IN, Date.now() + ' ' + url + '\\n');
    return next(url, context);
  };
`;
appendFileSync(process.env.LOADS_IN, '');
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
