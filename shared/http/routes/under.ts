import { ROUTES } from './index.ts';
import { PAS_BASES } from './pas.ts';
import type { Route } from './route.ts';

/** Routes of the FHIR base that speaks a release of Da Vinci PAS; those of no FHIR base belong to the newest. */
export const routesUnder = (release: keyof typeof PAS_BASES): readonly Route[] => {
  const isOlder = ({ path }: Route) => path.startsWith(`${PAS_BASES['2.0.1']}/`);
  return ROUTES.filter((route) => isOlder(route) === (release === '2.0.1'));
};
