"""Read issues of GitLab: what its REST API answers, and its project export."""
