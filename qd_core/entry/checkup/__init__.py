"""What `qd doctor` looks at: this machine, and the deployment on it."""
