import { Modal, Stack } from '@mantine/core';
import { IconServer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { environments } from '../../api/queries';
import type { Environment } from '../../api/types';
import { refusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { useTitle } from '../../app/useTitle';
import { ActionButton } from '../../parts/ActionButton';
import { Empty, Shown } from '../../parts/States';
import { useDialog } from '../../parts/useDialog';
import { DeleteEnvironment } from './DeleteEnvironment';
import { EnvironmentCard } from './EnvironmentCard';
import { EnvironmentForm } from './EnvironmentForm';
import { Head } from './Head';

/** Where builds run, and by which platform they get there. */
export default function Environments() {
  useTitle('Environments');
  const { id, role } = useProject();
  const refused = refusal(role, 'admin');
  const adding = useDialog('add');
  const editing = useDialog('edit');
  const deleting = useDialog('delete');
  const query = useQuery(environments(id));
  const named = (about: string | null): Environment | null =>
    (refused === null && query.data?.items.find((environment) => environment.id === about)) || null;
  return (
    <Stack gap="lg">
      <Head
        title="Environments"
        refused={role && refused}
        action={
          <ActionButton refused={refused} onClick={() => adding.open('environment')}>
            Add an environment
          </ActionButton>
        }
      >
        Where builds run, and the platform that brings them there.
      </Head>
      <Shown query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconServer} title="No environment yet">
              Rules need at least one to deploy to.
            </Empty>
          ) : (
            <Stack gap="md">
              {items.map((environment) => (
                <EnvironmentCard
                  key={environment.id}
                  project={id}
                  environment={environment}
                  refused={refused}
                  onEdit={() => editing.open(environment.id)}
                  onDelete={() => deleting.open(environment.id)}
                />
              ))}
            </Stack>
          )
        }
      </Shown>
      <EditDialog
        title="Add an environment"
        opened={adding.about !== null && refused === null}
        project={id}
        stored={null}
        onClose={adding.close}
      />
      <EditDialog
        title={`Edit ${named(editing.about)?.name ?? ''}`}
        opened={named(editing.about) !== null}
        project={id}
        stored={named(editing.about)}
        onClose={editing.close}
      />
      <DeleteEnvironment project={id} environment={named(deleting.about)} onClose={deleting.close} />
    </Stack>
  );
}

function EditDialog({
  title,
  opened,
  project,
  stored,
  onClose,
}: {
  title: string;
  opened: boolean;
  project: string;
  stored: Environment | null;
  onClose: () => void;
}) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      {opened && <EnvironmentForm project={project} stored={stored} onDone={onClose} />}
    </Modal>
  );
}
