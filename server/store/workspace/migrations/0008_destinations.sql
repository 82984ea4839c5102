CREATE TABLE `attempts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`delivery` text NOT NULL,
	`destination` text NOT NULL,
	`at` integer NOT NULL,
	`took_ms` integer NOT NULL,
	`outcome` text NOT NULL,
	`status` integer,
	`answer` text,
	`error` text
);
--> statement-breakpoint
CREATE INDEX `attempts_delivery` ON `attempts` (`delivery`,`id`);--> statement-breakpoint
CREATE INDEX `attempts_destination` ON `attempts` (`destination`,`id`);--> statement-breakpoint
CREATE TABLE `destinations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`hears` text NOT NULL,
	`settings` text NOT NULL,
	`credentials` text,
	`state` text NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`held_until` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
DROP INDEX `deliveries_due`;--> statement-breakpoint
CREATE INDEX `deliveries_waiting` ON `deliveries` (`destination`,`next_attempt_at`) WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE INDEX `deliveries_failed` ON `deliveries` (`destination`,`created_at`) WHERE failed_at is not null;
--> statement-breakpoint
-- The one webhook of before becomes a destination. It waits: what signs it is sealed from now on, which
-- can't be done here, so that somebody has to make a new secret and resume it.
INSERT INTO `destinations` (id, kind, name, hears, settings, credentials, state, created_at, updated_at)
SELECT 'dst_webhook', 'webhook', 'Webhook',
  '{"families":[],"triggers":[],"events":["trial_started","trial_extended","trial_ended"]}',
  json_object('url', value ->> '$.webhook.url'), NULL, 'paused', unixepoch() * 1000, unixepoch() * 1000
FROM `settings` WHERE name = 'workspace' AND value ->> '$.webhook.url' IS NOT NULL;--> statement-breakpoint
UPDATE `deliveries` SET destination = 'dst_webhook';--> statement-breakpoint
UPDATE `settings` SET value = json_remove(value, '$.webhook') WHERE name = 'workspace';--> statement-breakpoint
DELETE FROM `settings` WHERE name IN ('webhook_secrets', 'gone_webhook');
