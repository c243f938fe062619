namespace Voltbench.Lab.Database.Private;

/// <summary>The private PostgreSQL cannot run here. The message tells a person what to do about it.</summary>
public sealed class PrivatePostgresException : Exception
{
    public PrivatePostgresException(string message)
        : base(message)
    {
    }

    public PrivatePostgresException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
