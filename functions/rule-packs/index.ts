import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { activate } from './pack-activate.ts';
import { approve } from './pack-approve.ts';
import { list } from './pack-list.ts';
import { read } from './pack-read.ts';
import { rollBack } from './pack-roll-back.ts';
import { simulate } from './pack-simulate.ts';
import { simulation } from './pack-simulation.ts';
import { upload } from './pack-upload.ts';

/** By the name their routes call them. */
export const handlers = {
  'pack-upload': upload,
  'pack-list': list,
  'pack-read': read,
  'pack-approve': approve,
  'pack-activate': activate,
  'pack-roll-back': rollBack,
  'pack-simulate': simulate,
  'pack-simulation': simulation,
};
export const handler = httpEntry(handlers);
