import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ActivePack } from '../../../shared/app/ports/rule-packs.ts';
import { openDeploymentRules } from '../../../shared/lambda/deployment-rules.ts';
import type { Rules } from '../../../shared/rule-files/load-rules.ts';
import { openStored } from '../../../shared/rule-files/packs/open-stored.ts';
import { unfitPayers } from '../../../shared/rule-files/packs/unfit-packs.ts';
import { readRuleText } from '../../../shared/rule-files/rules-folder.ts';
import type { LocalSettings } from '../../local/settings.ts';
import { inContainer, isDeployed } from '../in-container.ts';
import { sentenceOf } from '../refusal.ts';
import type { CheckUp } from './check-up.ts';

const what = 'rule packs';

/** One note for each payer left without a rule by the active packs of a tenant. */
export const unfitNotes = (
  base: Rules,
  tenants: readonly { readonly id: string; readonly rulePacks?: readonly ActivePack[] }[],
): readonly CheckUp[] =>
  tenants.flatMap(({ id, rulePacks = [] }) =>
    unfitPayers(
      base,
      rulePacks.map((pack) => openStored(pack, readRuleText)),
    ).map(({ payer, packs }) => ({
      what,
      is: 'note' as const,
      says: `tenant ${id}: ${packs.join(' and ')} no longer fit what this release holds of ${payer}: it has no rule, every answer is "ask the plan"; upload a pack that fits, or roll back`,
    })),
  );

const deploymentRules = (folder: string | undefined): Rules | CheckUp => {
  try {
    return openDeploymentRules(folder);
  } catch (error) {
    return { what, is: 'problem', says: `the service does not start on them. ${sentenceOf(error)}` };
  }
};

/**
 * Packs that stopped fitting: those of the deployment keep the service from starting, those of a tenant leave their payers
 * without a rule. A bucket is read by the functions alone, and a running service keeps its data to itself.
 */
export const checkPacks = async (
  { dataDir, dynamodbEndpoint }: LocalSettings,
  url: string | undefined,
  place = process.env.RULE_PACKS || undefined,
): Promise<readonly CheckUp[]> => {
  const rules = deploymentRules(place?.startsWith('s3://') ? undefined : place);
  if ('is' in rules) return [rules];
  const isData = isDeployed() || dynamodbEndpoint !== undefined || existsSync(join(dataDir, 'dynamodb'));
  if (url) return [{ what, is: 'ok', says: 'those of tenants are looked at while no service runs on the data' }];
  if (!isData) return [{ what, is: 'ok', says: 'no tenant has any yet' }];
  try {
    const tenants = await inContainer(async ({ ports }) => {
      const ids = await ports.settings.tenants();
      return Promise.all(ids.map(async (id) => ({ id, ...(await ports.settings.tenant(id)) })));
    });
    const notes = unfitNotes(rules, tenants);
    return notes.length ? notes : [{ what, is: 'ok', says: 'all that are active fit' }];
  } catch (error) {
    return [{ what, is: 'note', says: `those of tenants cannot be read. ${sentenceOf(error)}` }];
  }
};
