import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StandingCertificate } from '../../../shared/app/search/named-certificates.ts';
import { standingCertificates } from '../../../shared/app/search/named-certificates.ts';
import type { LocalSettings } from '../../local/settings.ts';
import { inContainer, isDeployed } from '../in-container.ts';
import { sentenceOf } from '../refusal.ts';
import type { CheckUp } from './check-up.ts';

const what = 'certificates';

type OfTenant = StandingCertificate & { readonly tenant: string };

/** One line for each that needs somebody, else one for all, with the days until the first ends. */
export const certificateLines = (all: readonly OfTenant[]): readonly CheckUp[] => {
  const found = all.flatMap(({ tenant, expression, name, isUnusable, finding }): CheckUp[] =>
    finding
      ? [{ what, is: isUnusable ? 'problem' : 'note', says: `tenant ${tenant}, ${expression} (${name}): ${finding}` }]
      : [],
  );
  if (found.length) return found;
  const days = Math.min(...all.map((one) => one.days ?? Number.POSITIVE_INFINITY));
  return [
    { what, is: 'ok', says: all.length ? `${all.length} named, the first ends in ${days} days` : 'none are named' },
  ];
};

/** Client certificates the tenants' settings name, on a day. A running service keeps its data to itself, and tells in `$channel-map`. */
export const checkCertificates = async (
  { dataDir, dynamodbEndpoint }: LocalSettings,
  url: string | undefined,
  date: string,
): Promise<readonly CheckUp[]> => {
  if (url) return [{ what, is: 'ok', says: 'GET /r4/$channel-map of the running service tells how they stand' }];
  if (!isDeployed() && dynamodbEndpoint === undefined && !existsSync(join(dataDir, 'dynamodb')))
    return [{ what, is: 'ok', says: 'no tenant names any yet' }];
  try {
    const all = await inContainer(async ({ ports }) => {
      const ids = await ports.settings.tenants();
      const found = ids.map(async (tenant) => {
        const settings = (await ports.settings.tenant(tenant)) ?? {};
        const standing = await standingCertificates(settings, `${date}T00:00:00.000Z`, ports);
        return standing.map((one) => ({ tenant, ...one }));
      });
      return (await Promise.all(found)).flat();
    });
    return certificateLines(all);
  } catch (error) {
    return [{ what, is: 'note', says: `cannot be looked at. ${sentenceOf(error)}` }];
  }
};
