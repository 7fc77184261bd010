/** One file for every suite about the stack: loading the CDK costs more than all of them, so it is loaded once. */
import './suites/deployment-settings.ts';
import './suites/rule-packs.ts';
import './suites/sam-local.ts';
import './suites/stack-audit.ts';
import './suites/stack-desk.ts';
import './suites/stack-gateway.ts';
import './suites/stack-limits.ts';
import './suites/stack-orders.ts';
import './suites/stack-packs.ts';
import './suites/stack-pages.ts';
import './suites/stack-record.ts';
import './suites/stack-rights.ts';
import './suites/stack-runbook.ts';
import './suites/stack-sign-in.ts';
