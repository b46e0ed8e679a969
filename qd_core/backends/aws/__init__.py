"""The ports on AWS: DynamoDB, S3, SQS, EventBridge and its Scheduler, Secrets Manager, Parameter Store, SES, Lambda."""
