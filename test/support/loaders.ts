/** What reads tables and rules, in one file: to be built, or used from source. */
export { loadCodebook } from '../../shared/codes/codebook.ts';
export { loadRules } from '../../shared/rule-files/load-rules.ts';
export { readRuleText } from '../../shared/rule-files/rules-folder.ts';
