import { channelMap } from './channel-map.ts';
import { coverageMap } from './coverage-map.ts';

/** What payers ask for, and how each is asked: read by people who look around. */
export const maps = { 'channel-map': channelMap, 'coverage-map': coverageMap };
