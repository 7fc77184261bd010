import { importsOf } from './imports.ts';
import { isSource, type Rule } from './tree.ts';

/** Sub-rooms in layers: a layer may import the layers before it, never its own neighbors or later ones. */
const STEPS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'shared/core': [
    ['model'],
    ['criteria', 'coverage'],
    ['policy', 'coding'],
    ['decide'],
    ['explain', 'authorization'],
    ['submission'],
    ['answer'],
  ],
  'shared/app': [
    ['ports'],
    ['keys'],
    ['search', 'access'],
    ['assess'],
    ['authorization', 'utilization-review'],
    ['submissions'],
    ['inbox', 'outbox'],
    ['forms', 'metrics', 'rule-packs'],
  ],
};

/** In a room with sub-rooms, files are in one of them and import downwards only. */
export const checkSubRooms: Rule = (tree) =>
  Object.entries(STEPS).flatMap(([room, steps]) => {
    const subRoomOf = (path: string): string | undefined =>
      path.startsWith(`${room}/`) ? path.slice(room.length + 1).split('/')[0] : undefined;
    const stepOf = (subRoom: string): number => steps.findIndex((step) => step.includes(subRoom));
    return tree.filter(isSource).flatMap((file) => {
      const own = subRoomOf(file.path);
      if (own === undefined) return [];
      if (stepOf(own) < 0) return [`${file.path}:1 stands in no sub-room of ${room}`];
      return importsOf(file).flatMap(({ line, specifier, target }) => {
        const theirs = target && subRoomOf(target);
        return !theirs || theirs === own || stepOf(theirs) < stepOf(own)
          ? []
          : [`${file.path}:${line} ${room}/${own} may not import ${specifier}`];
      });
    });
  });
