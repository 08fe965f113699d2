import { Text } from '@mantine/core';
import type { Run } from '../../api/types';
import { Commit, subject } from '../Commit';
import { BuildFact, Particular, Particulars } from './RunFacts';

const numbers = new Intl.NumberFormat();

function between(count: number): string {
  if (count === 0) return 'The target runs this commit already';
  return count === 1 ? '1 commit' : `${numbers.format(count)} commits`;
}

/** What an approval is good for, and what it would replace. */
export function ApprovalFacts({ run, approval }: { run: Run; approval: NonNullable<Run['approval']> }) {
  const { commit, build, rule_version: version } = approval.bound_to;
  const target = run.action.target_environment;
  const said = approval.subject ?? subject(run.trigger.message);
  return (
    <Particulars>
      {commit && (
        <Particular name="Bound to commit">
          <Commit sha={commit} url={commit === run.trigger.commit ? run.trigger.url : null} /> {said}
          {approval.author && (
            <Text component="span" size="sm" c="dimmed">
              {' '}
              by {approval.author}
            </Text>
          )}
        </Particular>
      )}
      {build && <BuildFact name="Bound to build" build={build} />}
      <Particular name="Bound to rule">Version {version}</Particular>
      <Particular name={`${run.status === 'pending_approval' ? 'Now on' : 'Then on'} ${target}`}>
        {approval.target_build ? (
          <>
            <Commit sha={approval.target_build.commit} />{' '}
            <span className="commit break">{approval.target_build.id}</span>
          </>
        ) : (
          'Nothing yet'
        )}
      </Particular>
      {approval.commits_between !== null && (
        <Particular name="Between them">{between(approval.commits_between)}</Particular>
      )}
    </Particulars>
  );
}
