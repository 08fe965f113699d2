import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { Problem } from '../../api/client';
import { rule as ruleQuery } from '../../api/queries';
import type { Rule as RuleData } from '../../api/types';
import { useProject } from '../../app/useProject';
import { useTitle } from '../../app/useTitle';
import { RunButton } from '../../parts/control/RunButton';
import { RuleMenu } from '../../parts/control/RuleMenu';
import { RuleSwitch } from '../../parts/control/RuleSwitch';
import { RunDialog } from '../../parts/control/RunDialog';
import { sentence } from '../../parts/rule';
import { RunList } from '../../parts/run/RunList';
import { Empty, Shown } from '../../parts/States';
import { useDialog } from '../../parts/useDialog';
import { EditButton } from './EditButton';
import { RuleStanding, Stopped } from './RuleStanding';

function Heading({ rule }: { rule: RuleData }) {
  const { id } = useProject();
  const navigate = useNavigate();
  const dialog = useDialog('start');
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Title order={1} size="h2" className="break">
          {rule.name}
        </Title>
        <Group gap="sm">
          <RuleSwitch rule={rule} />
          <RunButton rule={rule} size="sm" onRun={() => dialog.open(rule.id)} />
          <EditButton rule={rule} />
          <RuleMenu rule={rule} here onDeleted={() => void navigate(`/projects/${id}/automation`)} />
        </Group>
      </Group>
      <Text className="break" maw={720}>
        {sentence(rule)}
      </Text>
      <RunDialog
        rule={dialog.about !== null && rule.trigger.type === 'manual' ? rule : undefined}
        onClose={dialog.close}
      />
    </Stack>
  );
}

function Top({ rule }: { rule: RuleData }) {
  useTitle(rule.name);
  return (
    <Stack gap="lg">
      <Heading rule={rule} />
      <Stopped rule={rule} />
      <RuleStanding rule={rule} />
    </Stack>
  );
}

/** A rule that was deleted keeps its history. */
function Gone() {
  const { id } = useProject();
  useTitle('A rule that is gone');
  return (
    <Paper withBorder>
      <Empty title="This rule is not here">
        It was deleted, or its address was mistyped. What it did is listed below. See the{' '}
        <Anchor component={Link} to={`/projects/${id}/automation`} inherit underline="always">
          rules that there are
        </Anchor>
        .
      </Empty>
    </Paper>
  );
}

/** One rule: what it does, how it stands, and everything it did or left out, with the reason. */
export default function Rule() {
  useTitle('Rule');
  const { id } = useProject();
  const { rule = '' } = useParams();
  const query = useQuery(ruleQuery(id, rule));
  const gone = query.error instanceof Problem && query.error.status === 404;
  return (
    <Stack gap="xl">
      {gone ? (
        <>
          <Title order={1} size="h2">
            Rule
          </Title>
          <Gone />
        </>
      ) : (
        <Shown query={query} lines={3} page>
          {(data) => <Top rule={data} />}
        </Shown>
      )}
      <Stack gap="sm" component="section" aria-labelledby="history">
        <Title order={2} size="h4" id="history">
          History
        </Title>
        <RunList
          key={rule}
          rule={rule}
          hint="A run appears here each time when the rule fires, or is skipped, with the reason."
        />
      </Stack>
    </Stack>
  );
}
