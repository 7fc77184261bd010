import { OPTIONS } from './options.ts';
import { SERVICES } from './registry.ts';

/** CRD releases supported in responses; the client selects one. */
const SPOKEN = ['2.0', '2.2'];

/** What `GET /cds-services` answers. Source: CDS Hooks 2.0 "Discovery"; Da Vinci CRD 2.2.1 "Controlling hooks". */
export const writeDiscovery = () => ({
  services: SERVICES.map(({ id, hook, title, description, prefetch, options }) => ({
    hook,
    id,
    title,
    description,
    prefetch,
    usageRequirements:
      'Needs the active Coverage of the patient, by prefetch or through fhirServer. Anything missing beside it is asked for or said to be unknown.',
    extension: {
      'davinci-crd.version': SPOKEN,
      'davinci-crd.configuration-options': options.map((code) => ({ code, ...OPTIONS[code] })),
    },
  })),
});
