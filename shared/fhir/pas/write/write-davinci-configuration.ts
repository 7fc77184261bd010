import type { PasVersion } from '../names.ts';

/** `.well-known/davinci-configuration` (HRex): where the operations of the guides are. */
export const writeDavinciConfiguration = (base: string, version: PasVersion, hooks: string | undefined) => {
  const release = version.slice(0, version.lastIndexOf('.'));
  return {
    identifier: base,
    endpoints: {
      ...(hooks === undefined
        ? {}
        : { 'davinci_crd_hook_endpoint#2.2': hooks, 'davinci_crd_hook_endpoint#2.0': hooks }),
      [`davinci_pas_submission_endpoint#${release}`]: `${base}/Claim/$submit`,
      [`davinci_pas_inquiry_endpoint#${release}`]: `${base}/Claim/$inquire`,
      ...(hooks === undefined ? {} : { 'davinci_cdex_attachsubmit_endpoint#2.1': `${base}/$submit-attachment` }),
    },
  };
};
