"""What happens without a person: periodic tasks, and jobs that a deed leaves for later; the queue is in PostgreSQL."""
