namespace Voltbench.Csms;

/// <content>What tokens are worth here.</content>
internal sealed partial class Station
{
    // A driver presents the token, then plugs in.
    private static readonly TimeSpan MemoryTime = TimeSpan.FromMinutes(5);
    private const int MaxMemories = 16;

    // What peers said in real time, so that the transaction that follows does not ask them again and keeps their reference. Null until the first.
    private List<(string Token, DateTimeOffset Until, TokenVerdict Verdict)>? memories;

    /// <summary>What a token is worth at this station. At once for a station that belongs to nobody.</summary>
    public ValueTask<TokenVerdict> DecideAsync(
        string token,
        TokenPurpose purpose,
        string? tokenType = null,
        int? evseId = null,
        int? connectorId = null,
        int? remoteStartId = null,
        int? reservationId = null,
        string? transactionId = null) => OperatorId is { } operatorId
        ? AskAsync(new TokenQuestion(Id, operatorId, token, purpose)
        {
            TokenType = tokenType,
            EvseId = evseId,
            ConnectorId = connectorId,
            RemoteStartId = remoteStartId,
            ReservationId = reservationId,
            TransactionId = transactionId,
        })
        : ValueTask.FromResult(new TokenVerdict(Options.StatusOf(token)));

    private async ValueTask<TokenVerdict> AskAsync(TokenQuestion question)
    {
        if (question.Purpose == TokenPurpose.Start)
            question = question with { Earlier = Recall(question.Token) };
        using var limit = new CancellationTokenSource(Options.TokenTimeout, server.Time);
        try
        {
            var verdict = await server.Tokens.DecideAsync(question, limit.Token).AsTask().WaitAsync(limit.Token);
            if (question.Purpose == TokenPurpose.Authorize && verdict is { Status: TokenStatus.Accepted, Grant.Method: TokenMethod.AuthRequest })
                Remember(question.Token, verdict);
            return verdict;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            LogUndecided(Log, Id, Options.TokenTimeout.TotalSeconds);
            return TokenVerdict.Invalid;
        }
    }

    // Only the receive loop comes here.
    private TokenVerdict? Recall(string token)
    {
        if (memories is null)
            return null;
        var now = Now;
        memories.RemoveAll(m => m.Until < now);
        return memories.Find(m => m.Token.Equals(token, StringComparison.OrdinalIgnoreCase)).Verdict;
    }

    private void Remember(string token, TokenVerdict verdict)
    {
        memories ??= [];
        memories.RemoveAll(m => m.Token.Equals(token, StringComparison.OrdinalIgnoreCase));
        if (memories.Count >= MaxMemories)
            memories.RemoveAt(0);
        memories.Add((token, Now + MemoryTime, verdict));
    }
}
