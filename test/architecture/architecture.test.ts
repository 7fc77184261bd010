import { describe, expect, test } from 'vitest';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { checkLengths, checkSpread } from './rules/budgets.ts';
import { checkClock } from './rules/clock.ts';
import { checkEnvironmentReader, checkNoKnownIds, checkNoLocalBranch, checkTableKeys } from './rules/confinement.ts';
import { checkExampleDates } from './rules/example-dates.ts';
import { checkUniqueNames, checkUnusedExports } from './rules/exports.ts';
import { checkHandlers } from './rules/handlers.ts';
import { checkCircles, checkImportDirection } from './rules/import-direction.ts';
import { checkLockFile } from './rules/lock-file.ts';
import {
  checkDefaultExports,
  checkExportNames,
  checkFileNames,
  checkLooseTypes,
  checkSilencers,
} from './rules/names.ts';
import {
  checkDescriptors,
  checkMachinePaths,
  checkOutsideCitations,
  checkPromises,
  checkRegistryHosts,
} from './rules/plain-text.ts';
import { checkCorePurity } from './rules/purity.ts';
import { checkCitations, checkCommands, checkLinks, checkScripts } from './rules/readme.ts';
import { crowdedFolders } from './rules/siblings.ts';
import { checkSubRooms } from './rules/sub-rooms.ts';
import { type Rule, readTree } from './rules/tree.ts';
import { checkWalkthrough } from './rules/walkthrough.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'imports keep their direction': checkImportDirection,
  'walls inside core and app hold': checkSubRooms,
  'no files import each other in a circle': checkCircles,
  'files, handlers and tests keep their length': checkLengths,
  'most of shared/ and of web/ is short': checkSpread,
  'file names are kebab-case and say something': checkFileNames,
  'exported names say something': checkExportNames,
  'an exported name has one owner': checkUniqueNames,
  'an export is used by another file': checkUnusedExports,
  'exports are named': checkDefaultExports,
  'types prove something': checkLooseTypes,
  'the compiler is not silenced': checkSilencers,
  'the core depends on its arguments only': checkCorePurity,
  'time comes from the clock port': checkClock,
  'nothing in shared/ asks where it runs': checkNoLocalBranch,
  'one file reads the environment': checkEnvironmentReader,
  'one file names the keys of the table': checkTableKeys,
  'no tenant, payer or scenario is known by name': checkNoKnownIds,
  'the lock file serves every system': checkLockFile,
  'no promise stands instead of code': checkPromises,
  'no path of one machine': checkMachinePaths,
  'no package registry is named': checkRegistryHosts,
  'no citation leads out of the repository': checkOutsideCitations,
  'no words of a code owner': checkDescriptors,
  'what is posted or seeded holds on any day': checkExampleDates,
  'README names the scripts there are': checkScripts,
  'what guides and messages call a command is one': checkCommands,
  'links of the guides lead somewhere': checkLinks,
  'pages that comments cite are there': checkCitations,
  'the walkthrough can be walked': checkWalkthrough,
  'every route has a handler, every handler a route': checkHandlers(ROUTES),
};

describe('the architecture', () => {
  const tree = readTree();
  test.each(Object.entries(RULES))('%s', (_, rule) => {
    expect(rule(tree)).toEqual([]);
  });

  test('crowded folders are a warning', () => {
    for (const folder of crowdedFolders(tree)) console.warn(folder);
  });
});
