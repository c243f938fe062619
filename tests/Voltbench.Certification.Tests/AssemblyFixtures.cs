[assembly: AssemblyFixture(typeof(Voltbench.Certification.Tests.Harness.TestLab))]
