import { Component, type ReactNode } from 'react';
import { ViewFailed } from './view-failed.js';

/** Keeps a view that fails from taking the page with it. */
export class ViewBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <ViewFailed /> : this.props.children;
  }
}
