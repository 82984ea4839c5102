DROP INDEX `deliveries_waiting`;--> statement-breakpoint
CREATE INDEX `deliveries_leased` ON `deliveries` (`destination`,`lease_until`) WHERE lease_until is not null;--> statement-breakpoint
CREATE INDEX `deliveries_waiting` ON `deliveries` (`destination`,`next_attempt_at`,`id`) WHERE next_attempt_at is not null;--> statement-breakpoint
ALTER TABLE `destinations` ADD `failing_since` integer;--> statement-breakpoint
ALTER TABLE `destinations` ADD `told_owners` text;--> statement-breakpoint
ALTER TABLE `destinations` ADD `telling_until` integer;--> statement-breakpoint
-- Owners know of what has long been gone.
UPDATE `destinations` SET `told_owners` = 'gone' WHERE `state` = 'gone';
