ALTER TABLE `accounts` ADD `readiness` real;--> statement-breakpoint
CREATE INDEX `accounts_readiness` ON `accounts` (`readiness`);