import type { OpenedContainer } from '../../shared/lambda/open-container.ts';

type Reading = Pick<OpenedContainer['ports'], 'rules' | 'codebook' | 'packInspector'>;

const readings = new Map<string, Reading>();

/**
 * Rules and codes never change: as the first container with these canonical addresses has them. What is worked out of rules at
 * their first use is worked out once, as in a process that goes on.
 */
export const readOnce = ({ canonicals, ports }: OpenedContainer): Reading => {
  const key = JSON.stringify(canonicals);
  const { rules, codebook, packInspector } = readings.get(key) ?? ports;
  readings.set(key, { rules, codebook, packInspector });
  return { rules, codebook, packInspector };
};
