DROP INDEX `deliveries_waiting`;--> statement-breakpoint
CREATE INDEX `deliveries_leased` ON `deliveries` (`destination`,`lease_until`) WHERE lease_until is not null;--> statement-breakpoint
CREATE INDEX `deliveries_waiting` ON `deliveries` (`destination`,`next_attempt_at`,`id`) WHERE next_attempt_at is not null;