namespace Voltbench.Certification.Tests.Harness;

/// <summary>How a station connects.</summary>
/// <param name="Profile">Security profile 1 to 3.</param>
/// <param name="Url">Address; null = that of the CSMS for this profile.</param>
public sealed record Secured(int Profile, string? Url = null)
{
    /// <summary>The password of all stations of profile 1 and 2.</summary>
    public const string Key = "a-password-of-20-chr";
}
