import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { ofType, synthesize } from './synthesize.ts';

const { template, resources } = synthesize({ sources: 'clinic-a,clinic-b=123456789012' });
const rules = Object.values(ofType(resources, 'AWS::Events::Rule'));

describe('orders', () => {
  test.each(['clinic-a', 'clinic-b'])(
    '%s has a rule of its own, with retries and a place for what is lost',
    (source) => {
      template.hasResourceProperties('AWS::Events::Rule', {
        EventPattern: { source: [source], 'detail-type': ['FHIR ServiceRequest', 'FHIR Appointment'] },
        Targets: [
          Match.objectLike({
            Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^OrderReceiver'), 'Arn'] },
            DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^OrdersUndelivered'), 'Arn'] } },
            RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
          }),
        ],
      });
    },
  );

  test('an event of an unregistered source leaves its id in the dead letters, not its order', () => {
    const strangers = rules.find(({ Properties }) => JSON.stringify(Properties.EventPattern).includes('anything-but'));
    expect(strangers?.Properties.EventPattern).toMatchObject({
      source: [{ 'anything-but': ['clinic-a', 'clinic-b'] }],
    });
    const sent = JSON.stringify(strangers?.Properties.Targets);
    expect(sent).toContain('OrdersDeadLetters');
    expect(sent).toContain('$.id');
    expect(sent).not.toContain('$.detail');
  });

  test('without sources every order comes from an unregistered source', () => {
    const alone = Object.values(ofType(synthesize().resources, 'AWS::Events::Rule'));
    const patterns = alone.map(({ Properties }) => Properties.EventPattern).filter(Boolean);
    expect(patterns).toEqual([{ 'detail-type': ['FHIR ServiceRequest', 'FHIR Appointment'] }]);
  });

  test('another account may put orders of its own source and nothing else', () => {
    const policies = Object.values(ofType(resources, 'AWS::Events::EventBusPolicy'));
    expect(policies).toHaveLength(1);
    expect(policies[0]?.Properties.Statement).toMatchObject({
      Action: 'events:PutEvents',
      Condition: {
        StringEquals: {
          'events:source': 'clinic-b',
          'events:detail-type': ['FHIR ServiceRequest', 'FHIR Appointment'],
        },
      },
    });
    expect(JSON.stringify(policies[0]?.Properties.Statement)).toContain('123456789012');
  });

  test('the queue redrives, its visibility timeout is six times the function’s, and only failed messages return', () => {
    const consumer = Object.entries(ofType(resources, 'AWS::Lambda::Function')).find(([id]) =>
      id.startsWith('OrderConsumer'),
    );
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 6 * Number(consumer?.[1].Properties.Timeout),
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 5 }),
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
  });

  test('every queue is under the customer key and keeps two weeks', () => {
    for (const [id, { Properties }] of Object.entries(ofType(resources, 'AWS::SQS::Queue'))) {
      expect(JSON.stringify(Properties.KmsMasterKeyId), id).toContain('Key');
      expect(Properties.MessageRetentionPeriod, id).toBe(14 * 86_400);
    }
  });

  test('what the receiver could not process is kept', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^OrderReceiver') },
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^OrdersUndelivered'), 'Arn'] } },
      },
    });
  });

  test.each(['IntentRelay', 'DeadlineSweep'])('%s runs each minute', (name) => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      Targets: Match.arrayWith([
        Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${name}`), 'Arn'] } }),
      ]),
    });
  });

  test('rules that took effect are found each night, by a function with a long timeout', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: Match.stringLikeRegexp('^cron'),
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^RulesSweep'), 'Arn'] } })],
    });
    template.hasResourceProperties('AWS::Lambda::Function', { Handler: 'index.rules', Timeout: 900 });
  });
});
