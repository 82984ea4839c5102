CREATE TABLE `requesters` (
	`vendor` text NOT NULL,
	`requester` text NOT NULL,
	`account` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`vendor`, `requester`)
);
--> statement-breakpoint
CREATE INDEX `requesters_account` ON `requesters` (`account`);--> statement-breakpoint
CREATE TABLE `waiting_inquiries` (
	`message_id` text PRIMARY KEY NOT NULL,
	`vendor` text NOT NULL,
	`requester` text NOT NULL,
	`who` text NOT NULL,
	`topic` text NOT NULL,
	`properties` text NOT NULL,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `waiting_inquiries_of` ON `waiting_inquiries` (`vendor`,`requester`,`at`);--> statement-breakpoint
CREATE INDEX `waiting_inquiries_received` ON `waiting_inquiries` (`received_at`);