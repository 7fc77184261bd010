import type { RulesetBundle } from '../core/ruleset.ts';
import type { RulesetFile } from './ruleset-schema.ts';

export const checkBundle = (_path: string, _bundle: RulesetBundle, _uses: RulesetFile['uses']): readonly string[] => [];
