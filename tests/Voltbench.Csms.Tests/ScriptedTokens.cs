namespace Voltbench.Csms.Tests;

/// <summary>Says of tokens what a test wants.</summary>
internal sealed class ScriptedTokens : ITokenAuthority
{
    private readonly Lock gate = new();

    public Func<TokenQuestion, CancellationToken, ValueTask<TokenVerdict>> Answer { get; set; } = static (_, _) => ValueTask.FromResult(TokenVerdict.Invalid);

    public List<TokenQuestion> Questions { get; } = [];

    public ValueTask<TokenVerdict> DecideAsync(TokenQuestion question, CancellationToken stop)
    {
        lock (gate)
            Questions.Add(question);
        return Answer(question, stop);
    }
}
