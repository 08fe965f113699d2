import { useTitle } from '../../app/useTitle';

export default function Notices() {
  useTitle('Notices');
  return <h1>Notices</h1>;
}
