import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { project } from '../../api/queries';
import { refusal } from '../../app/access';
import { Empty, Shown } from '../../parts/States';

/** Shows its content to Admins, and to others why not; nothing is asked of the server for them. */
export function AdminOnly({ title, why, children }: { title: string; why: string; children: ReactNode }) {
  const { project: id = '' } = useParams();
  return (
    <Shown query={useQuery(project(id))}>
      {({ role }) => {
        const refused = refusal(role, 'admin');
        if (refused === null) return children;
        return (
          <Empty icon={IconLock} title={title}>
            {why} {refused.replace('do', 'see')}
          </Empty>
        );
      }}
    </Shown>
  );
}
