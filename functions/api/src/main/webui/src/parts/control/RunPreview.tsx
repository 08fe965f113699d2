import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Environment, Rule } from '../../api/types';
import { useProject } from '../../app/useProject';
import { Commit } from '../Commit';
import { Fact, Facts } from '../Facts';
import { Left, useNow } from '../time';
import { nameOf } from './standing';

/** What a clone does to its target, so that nobody confuses source and target. */
function CloneWarning({ rule, source, target }: { rule: Rule; source: string; target: string }) {
  const { neutralize, include_filestore: files } = rule.action;
  return (
    <Alert
      color="red"
      variant="default"
      icon={<IconAlertTriangle aria-hidden />}
      title={`All data of ${target} is overwritten`}
    >
      <Text size="sm">
        {target} gets the data of {source}
        {files ? ' and its files' : '; its files stay as they are'}.{' '}
        {neutralize
          ? `In ${target}, mail, crons, payments and other links to the outside are switched off.`
          : `Nothing is switched off: ${target} could send mail and take payments like ${source}.`}
      </Text>
    </Alert>
  );
}

function BuildOf({ environment, none }: { environment: Environment | undefined; none: string }) {
  if (!environment?.build) return none;
  return (
    <>
      <Commit sha={environment.build.commit} /> {environment.deployed?.commit_subject}
      <Text c="dimmed" size="xs" className="break">
        Build <span className="commit">{environment.build.id}</span>
      </Text>
    </>
  );
}

/** Source and target of a run that is about to be asked for, and what the source has. */
export function Given({ rule }: { rule: Rule }) {
  const { environments, project } = useProject();
  const { action } = rule;
  const source = environments.find((each) => each.id === action.source_environment);
  const target = environments.find((each) => each.id === action.target_environment);
  const from = action.source_environment
    ? nameOf(action.source_environment, environments)
    : (rule.repository ?? project?.repositories[0] ?? 'the repository');
  const to = nameOf(action.target_environment, environments);
  return (
    <>
      {action.type === 'clone' && <CloneWarning rule={rule} source={from} target={to} />}
      <Facts>
        <Fact name="From">{from}</Fact>
        <Fact name="To">{to}</Fact>
        {action.type === 'promote' && (
          <Fact name={`Is promoted: what ${from} runs`}>
            <BuildOf environment={source} none={`${from} runs nothing yet, so the run would be skipped.`} />
          </Fact>
        )}
        {action.type !== 'clone' && (
          <Fact name={`Runs in ${to} now`}>
            <BuildOf environment={target} none="Nothing that is known" />
          </Fact>
        )}
      </Facts>
    </>
  );
}

/** What will keep the run from starting at once. */
export function Before({ rule }: { rule: Rule }) {
  const { environments } = useProject();
  const now = useNow();
  const { cooldown_until: until } = rule.state;
  const held: [key: string, said: ReactNode][] = [];
  if (until && Date.parse(until) > now) {
    held.push([
      'cooldown',
      <>
        The rule cools down for another <Left until={until} />.{' '}
        {rule.cooldown.mode === 'fold' ? 'The run waits until then.' : 'Until then a run is recorded as skipped.'}
      </>,
    ]);
  }
  if (rule.approval.required) held.push(['approval', 'An Admin has to approve it first.']);
  for (const each of environments) {
    const { source_environment: source, target_environment: target, type } = rule.action;
    const needed = each.id === target || (type === 'clone' && each.id === source);
    if (needed && each.lane.holder) {
      held.push([each.id, `${each.name} is held by a run of ${each.lane.holder.rule_name}; this one takes its turn.`]);
    }
  }
  return held.length === 0 ? null : (
    <List size="sm">
      {held.map(([key, said]) => (
        <List.Item key={key}>{said}</List.Item>
      ))}
    </List>
  );
}
