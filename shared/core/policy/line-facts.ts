import type { CoverageVerdict } from '../model/assessment.ts';
import type { Codebook } from '../model/codebook.ts';
import { ageOn } from '../model/dates.ts';
import { type Fact, type Facts, known, unknown } from '../model/facts.ts';
import type { ServiceFacts } from '../model/message/inquiry.ts';
import type { Procedure } from '../model/procedure.ts';

const knownOr = <T>(value: T | undefined): Fact<T> => (value === undefined ? unknown : known(value));

/** All facts rules may read for one line: the patient's, plus those of the line and its coverage. */
export const factsOfLine = (
  service: ServiceFacts,
  procedure: Procedure | undefined,
  verdict: CoverageVerdict,
  shared: Facts,
  codebook: Codebook,
  birthDate: string | undefined,
  serviceDate: string,
): Facts => {
  const [payer] = verdict.payers;
  const state = shared.siteState?.is === 'known' ? shared.siteState.value : undefined;
  const county = shared.county?.is === 'known' ? shared.county.value : undefined;
  const { coverage } = verdict;
  const mac = coverage?.contractor ?? (state === undefined ? undefined : codebook.macJurisdiction(state, county)?.id);
  const own: Facts = {
    ...(birthDate ? { age: knownOr(ageOn(birthDate, serviceDate)) } : {}),
    payer: verdict.payers.length === 1 ? knownOr(payer) : unknown,
    planType: knownOr(coverage?.planType),
    planProduct: knownOr(coverage?.planProduct),
    delegated: knownOr(coverage?.delegated),
    macJurisdiction: knownOr(mac),
    modality: knownOr(procedure?.modality),
    placeOfService: knownOr(service.placeOfService),
    encounterClass: knownOr(service.encounterClass),
    claimType: knownOr(service.claimType),
    serviceDate: known(serviceDate),
    urgency: knownOr(service.urgency),
    diagnoses: service.diagnoses.length ? known(service.diagnoses) : unknown,
  };
  // Not by spreading: that takes twenty times as long with this many names, longer than the decision itself.
  return Object.assign({}, shared, own);
};
