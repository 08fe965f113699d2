import { Anchor, Stack, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useProject } from '../../app/useProject';
import { useTitle } from '../../app/useTitle';
import { RunList } from '../../parts/run/RunList';

/** Every run of the project, newest first. */
export default function Runs() {
  useTitle('Runs');
  const { id } = useProject();
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        Runs
      </Title>
      <RunList
        hint={
          <>
            A run appears here each time when a rule fires, or when it is skipped, with the reason. See your{' '}
            <Anchor component={Link} to={`/projects/${id}/automation`} inherit underline="always">
              rules
            </Anchor>
            .
          </>
        }
      />
    </Stack>
  );
}
