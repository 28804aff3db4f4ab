//! Random numbers that are the same on every machine: SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195),
//! one stream for each seed. For resampling, not for secrets.

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

impl Random {
    /// The stream of this seed and number: replicate `stream` of a resampling, whoever computes it.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self { state: seed };
        random.state = random.draw() ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        random
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below `bound`, each equally likely (Lemire 2019, doi:10.1145/3230636); 0 for a bound of 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let mut product = u128::from(self.draw()) * u128::from(bound);
        let threshold = if bound == 0 { 0 } else { bound.wrapping_neg() % bound };
        while (product as u64) < threshold {
            product = u128::from(self.draw()) * u128::from(bound);
        }
        (product >> 64) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix64_is_the_published_stream() {
        // The first numbers of seed 1234567 as the reference implementation prints them.
        let mut random = Random { state: 1_234_567 };
        assert_eq!(random.draw(), 6_457_827_717_110_365_317);
        assert_eq!(random.draw(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn every_number_below_a_bound_is_as_likely() {
        let mut random = Random::new(1, 2);
        let mut counts = [0u32; 7];
        for _ in 0..70_000 {
            counts[random.below(7) as usize] += 1;
        }
        assert!(counts.iter().all(|&count| (9_600..10_400).contains(&count)), "{counts:?}");
        assert_eq!(Random::new(1, 2).below(0), 0);
        assert_ne!(Random::new(1, 2).draw(), Random::new(1, 3).draw());
    }
}
